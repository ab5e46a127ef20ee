namespace Compliance.Formats.Packages.Apko.Model;

/// <summary>A change of the file system after packages are installed.</summary>
public sealed record ApkoPath
{
    public string Path { get; init; } = "";

    /// <summary><c>directory</c>, <c>empty-file</c>, <c>hardlink</c>, <c>symlink</c> or <c>permissions</c>.</summary>
    public string Type { get; init; } = "";

    public long? Uid { get; init; }

    public long? Gid { get; init; }

    /// <summary>Permission bits, 0 to 4095.</summary>
    public int Permissions { get; init; }

    /// <summary>Target of a link.</summary>
    public string Source { get; init; } = "";

    public bool Recursive { get; init; }
}
