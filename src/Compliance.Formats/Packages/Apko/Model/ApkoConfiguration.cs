using System.Collections.Immutable;

namespace Compliance.Formats.Packages.Apko.Model;

/// <summary>An apko image configuration. Texts and lists are empty where the file states nothing.</summary>
public sealed record ApkoConfiguration
{
    public ApkoContents Contents { get; init; } = new();

    public ApkoEntrypoint Entrypoint { get; init; } = new();

    /// <summary>Arguments behind the entrypoint (<c>cmd</c>), split as a shell splits words.</summary>
    public string Command { get; init; } = "";

    public string StopSignal { get; init; } = "";

    public string WorkingDirectory { get; init; } = "";

    public ApkoAccounts Accounts { get; init; } = new();

    /// <summary>As written: OCI names (<c>amd64</c>) or those of apk (<c>x86_64</c>).</summary>
    public ImmutableArray<string> Architectures { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal);

    public ImmutableArray<ApkoPath> Paths { get; init; } = [];

    /// <summary><c>vcs-url</c>: address, <c>@</c>, commit.</summary>
    public string SourceUrl { get; init; } = "";

    public ImmutableSortedDictionary<string, string> Annotations { get; init; } = ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>Another configuration that this one completes; empty once it has been taken in.</summary>
    public string Include { get; init; } = "";

    public ImmutableArray<string> Volumes { get; init; } = [];

    public ApkoLayering? Layering { get; init; }

    /// <summary><c>tar</c> (also when empty) or <c>erofs</c>.</summary>
    public string Format { get; init; } = "";

    public ApkoCertificates? Certificates { get; init; }
}
