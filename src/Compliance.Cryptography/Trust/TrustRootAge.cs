using System.Globalization;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Sigstore;
using Compliance.Cryptography.Sigstore.Roots;

namespace Compliance.Cryptography.Trust;

/// <summary>Says by which trusted root a signature was judged, and how old that is: an old one knows no keys that came after it.</summary>
public static class TrustRootAge
{
    /// <summary>Days after which a root's age is noted. Instances turn their keys about once a year.</summary>
    public const int MaxDays = 180;

    /// <summary>Name, digest, import and age on one line.</summary>
    public static string Describe(TrustedRoot root, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(root);
        var import = root.ImportedAt is { } imported
            ? string.Create(CultureInfo.InvariantCulture, $"imported {Day(imported)}{(root.ApprovedBy.Length > 0 ? $" by {root.ApprovedBy}" : "")}{(root.Source.Length > 0 ? $" from {root.Source}" : "")}, {Days(imported, at)} days before {Day(at)}")
            : "import time not stated in trust.yaml";
        var newest = root.NewestStart is { } start ? $"; knows no key younger than {Day(start)}" : "";
        return $"{root.Name} ({root.Digest}), {import}{newest}";
    }

    internal static void Judge(TrustedRoot root, DateTimeOffset at, CheckList checks)
    {
        var isFresh = root.ImportedAt is { } imported && imported <= at && Days(imported, at) <= MaxDays;
        checks.Add(SigstoreCodes.RootAge, isFresh ? CheckOutcome.Passed : CheckOutcome.Note, $"judged by the trusted root {Describe(root, at)}");
    }

    private static int Days(DateTimeOffset from, DateTimeOffset to) => (int)Math.Floor((to - from).TotalDays);

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
