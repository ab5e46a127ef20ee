using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Compliance.Formats.Reading.Json;

namespace Compliance.Policy.Library;

/// <summary>The policies of one profile with the values that one system uses: what is evaluated.</summary>
public sealed class PolicySet
{
    private readonly ImmutableHashSet<string> objectives;

    internal PolicySet(Profile profile, SystemFile system, ImmutableArray<SelectedPolicy> policies, ImmutableArray<PolicyFile> files, ImmutableHashSet<string> objectives) =>
        (Profile, System, Policies, Files, this.objectives) = (profile, system, policies, files, objectives);

    public Profile Profile { get; }

    public SystemFile System { get; }

    /// <summary>Ordered by id.</summary>
    public ImmutableArray<SelectedPolicy> Policies { get; }

    /// <summary>What no policy answers and people have to provide, by id of the check.</summary>
    public ImmutableArray<HumanNeed> Needs { get; init; } = [];

    /// <summary>Controls and rules, <c>framework/id</c>, that bind only uses of cryptography that the system file declares.</summary>
    public ImmutableHashSet<string> BindDeclaredUses { get; init; } = [];

    /// <summary>
    /// The files that the result depends on, ordinal order of paths: the profile, its policies, and everything under <c>catalogs/</c>. Enough to load
    /// the same set again.
    /// </summary>
    public ImmutableArray<PolicyFile> Files { get; }

    /// <summary>Whether a catalog of the profile's frameworks lists an objective, control or rule of this id.</summary>
    public bool KnowsObjective(string id) => objectives.Contains(id);

    /// <summary>
    /// What a digest of the set is taken over: for each file its path, its length and its bytes, then the parameter values as canonical JSON.
    /// </summary>
    public byte[] CanonicalBytes()
    {
        using var bytes = new MemoryStream();
        foreach (var file in Files)
        {
            bytes.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{file.Path}\n{file.Content.Length}\n")));
            bytes.Write(file.Content.Span);
        }

        bytes.Write("parameters\n"u8);
        bytes.Write(CanonicalJson.Write(WriteParameters));
        return bytes.ToArray();
    }

    private void WriteParameters(CanonicalJsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var selected in Policies.Where(selected => !selected.Parameters.IsEmpty))
        {
            writer.WriteStartObject(selected.Policy.Id);
            foreach (var (name, value) in selected.Parameters) WriteValue(writer, name, value);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(CanonicalJsonWriter writer, string name, object value)
    {
        writer.WritePropertyName(name);
        switch (value)
        {
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case ImmutableArray<string> texts:
                writer.WriteStartArray();
                foreach (var text in texts) writer.WriteStringValue(text);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue((string)value);
                break;
        }
    }
}
