namespace Compliance.Oci.Registries;

/// <summary>A registry that holds copies of another's repositories.</summary>
/// <param name="Host">As references name it.</param>
/// <param name="Prefix">Goes before the repository's name, with its slash; may be empty.</param>
/// <param name="AnswersTags">Whether it is believed what a tag means and what is attached; else it is only asked for digests.</param>
public sealed record RegistryMirror(string Host, string Prefix, bool AnswersTags);
