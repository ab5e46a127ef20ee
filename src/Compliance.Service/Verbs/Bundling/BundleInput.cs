using System.Globalization;
using System.Text;
using Compliance.Cryptography.Apk;
using Compliance.Cryptography.Keys;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Pipeline.AirGap;
using Compliance.Service.CommandLine;
using Compliance.Service.Verbs.Rebuilding;

namespace Compliance.Service.Verbs.Bundling;

/// <summary>A bundle as the only source of a verb's inputs.</summary>
internal static class BundleInput
{
    /// <summary>Beside the bundle's list: a line for each attempt to leave it.</summary>
    public const string RefusedName = "refused.jsonl";

    /// <summary>In the bundle: before the names of recipe, configuration and what it includes.</summary>
    public const string Configuration = "config/";

    /// <summary>In the bundle: repositories instead of the configuration's, one a line.</summary>
    public const string Repositories = "config/.repositories";

    private const string Keys = "keyring/";

    /// <exception cref="VerbFailure">It is no bundle of the key.</exception>
    public static InputBundle Open(string folder, string keyFile)
    {
        var keyReading = PublicKeys.Read(RebuildInput.Bytes(keyFile).Span, keyFile);
        if (!keyReading.TryGet(out var key)) throw VerbFailure.Unreadable(keyFile, keyReading.Defects, "give the public key or certificate (PEM) of who made the bundle");
        var reading = InputBundle.Open(folder, key, Limits.Default);
        return reading.TryGet(out var bundle) ? bundle : throw VerbFailure.Unreadable(folder, reading.Defects, "make a bundle: compliance bundle create; say whose is taken with --bundle-key");
    }

    /// <exception cref="VerbFailure">The bundle does not have it, or not with its bytes.</exception>
    public static byte[] Read(InputBundle bundle, string path) =>
        bundle.Find(path) is { } entry && bundle.Read(entry) is { } bytes ? bytes : throw new VerbFailure(ExitCodes.UnreadableInput, $"the bundle has no '{path}' with the bytes of its list", "make the bundle again, with it");

    /// <summary>The keys in the bundle: who signs the bundle answers for them.</summary>
    public static ApkKeyring Keyring(InputBundle bundle)
    {
        var ring = ApkKeyring.Empty;
        foreach (var entry in bundle.Entries.Where(entry => entry.Path.StartsWith(Keys, StringComparison.Ordinal)))
        {
            var reading = ring.With(entry.Path[Keys.Length..], Read(bundle, entry.Path), $"bundle {bundle.Digest}");
            ring = reading.TryGet(out var more) ? more : throw VerbFailure.Unreadable(entry.Path, reading.Defects, "make the bundle again");
        }

        return ring;
    }

    /// <summary>Keeps what was asked for and is not in the bundle.</summary>
    public static void Record(string folder, IReadOnlyCollection<string> refused, DateTimeOffset now)
    {
        if (refused.Count == 0) return;
        using var file = new FileStream(Path.Combine(folder, RefusedName), FileMode.Append, FileAccess.Write);
        foreach (var path in refused)
        {
            file.Write(CanonicalJson.Write(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("at", now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
                writer.WriteString("refused", path);
                writer.WriteEndObject();
            }));
            file.Write(Encoding.ASCII.GetBytes("\n"));
        }
    }
}
