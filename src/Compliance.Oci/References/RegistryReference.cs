using System.Text.RegularExpressions;
using Compliance.Formats;
using Compliance.Formats.Reading;

namespace Compliance.Oci.References;

/// <summary>The grammar of names in registries (OCI distribution specification 1.1, "Pulling manifests"; hosts as Docker's clients tell them).</summary>
internal static partial class RegistryReference
{
    private static readonly string[] OtherTransports = ["dir", "docker-daemon", "containers-storage", "ostree", "sif", "atomic", "tarball", "docker", "registry"];

    public static Reading<ImageReference> Parse(string text, string rest)
    {
        Digest? digest = null;
        var at = rest.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0)
        {
            if (!Digest.TryParse(rest[(at + 1)..], out digest)) return ImageReference.Bad(text, $"'{rest[(at + 1)..]}' is not a digest");
            rest = rest[..at];
        }

        string? tag = null;
        var colon = rest.LastIndexOf(':');
        if (colon > rest.LastIndexOf('/'))
        {
            tag = rest[(colon + 1)..];
            rest = rest[..colon];
            if (Array.IndexOf(OtherTransports, rest) >= 0)
                return ImageReference.Bad(text, $"the transport '{rest}:' is not supported; use oci:, oci-archive:, docker-archive: or docker://");
            if (!Tag().IsMatch(tag)) return ImageReference.Bad(text, $"'{tag}' is not a tag");
        }

        var (host, repository) = Complete(rest);
        if (!Host().IsMatch(host)) return ImageReference.Bad(text, $"'{host}' is not a registry");
        if (repository.Length > 255 || !Repository().IsMatch(repository))
            return ImageReference.Bad(text, $"'{repository}' is not a repository; a folder is named with oci:, a file with oci-archive: or docker-archive:");
        return Readings.Accept(new ImageReference
        {
            Text = text,
            Transport = ImageTransport.Registry,
            Location = host,
            Repository = repository,
            Tag = tag ?? (digest is null ? "latest" : null),
            Digest = digest,
        });
    }

    private static (string Host, string Repository) Complete(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : name[..slash];
        if (first.AsSpan().IndexOfAny('.', ':') >= 0 || first == "localhost") return (first, name[(slash + 1)..]);
        return ("docker.io", slash < 0 ? $"library/{name}" : name);
    }

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"^([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9a-fA-F:]+\])(:[0-9]{1,5})?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Host();

    [GeneratedRegex(@"^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Repository();
}
