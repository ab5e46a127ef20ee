namespace Compliance.Formats.Packages.Apko.Model;

/// <summary>One user.</summary>
public sealed record ApkoUser
{
    public string Name { get; init; } = "";

    public long Uid { get; init; }

    /// <summary>Null: the same as <see cref="Uid"/>.</summary>
    public long? Gid { get; init; }

    /// <summary>Empty: <c>/bin/sh</c>.</summary>
    public string Shell { get; init; } = "";

    /// <summary>Empty: <c>/home/</c> and the name.</summary>
    public string HomeDirectory { get; init; } = "";
}
