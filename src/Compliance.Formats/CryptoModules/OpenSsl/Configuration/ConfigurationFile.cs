using System.Collections.Immutable;

namespace Compliance.Formats.CryptoModules.OpenSsl.Configuration;

/// <summary>What lies at a path where OpenSSL looks for configuration. Links are already followed by whoever answers.</summary>
public abstract record ConfigurationFile
{
    private ConfigurationFile()
    {
    }

    /// <summary>Nothing lies there: known, not merely not seen.</summary>
    public static ConfigurationFile None { get; } = new Absent();

    public sealed record Absent : ConfigurationFile;

    /// <summary>A regular file with its bytes.</summary>
    public sealed record Present(ReadOnlyMemory<byte> Bytes) : ConfigurationFile;

    /// <summary>A folder with the names of its files.</summary>
    public sealed record Folder(ImmutableArray<string> Names) : ConfigurationFile;

    /// <summary>Something lies there, or may, and its bytes are not at hand.</summary>
    public sealed record Unseen(string Reason) : ConfigurationFile;
}
