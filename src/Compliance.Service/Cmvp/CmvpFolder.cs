using System.Collections.Immutable;
using Compliance.Evidence.Assessing;
using Compliance.Formats.CryptoModules.Cmvp.Lists;
using Compliance.Formats.Reading;
using Compliance.Policy.Library;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Cmvp;

/// <summary>The imported list of CMVP certificates with the signature over it: in the data directory, or where a caller names it.</summary>
internal static class CmvpFolder
{
    public const long MaxBytes = 64L << 20;

    private const string ListName = "list.json";
    private const string SignatureName = "list.p7s";

    /// <summary>Where the list of a data directory lies; its signature lies beside it.</summary>
    public static string ListIn(string dataDirectory) => Path.Combine(dataDirectory, "cmvp", ListName);

    public static string SignatureBeside(string list) => list.EndsWith(".json", StringComparison.Ordinal) ? $"{list[..^".json".Length]}.p7s" : $"{list}.p7s";

    /// <summary>
    /// List and signature as files of the policy set, under the names that audits and packages know them by; empty when nobody named one and none was imported.
    /// </summary>
    /// <exception cref="VerbFailure">The named list is not there, is none, or its signature is broken: no older list is used in its place.</exception>
    public static ImmutableArray<PolicyFile> Read(string? named, string dataDirectory, DateTimeOffset now, Limits limits)
    {
        var path = named ?? ListIn(dataDirectory);
        var signaturePath = SignatureBeside(path);
        if (!File.Exists(path))
        {
            if (named is null && !File.Exists(signaturePath)) return [];
            throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no file {path}", "import a dump of NIST's lists: compliance cmvp import");
        }

        var list = ReadBounded(path);
        var reading = CmvpListFile.Read(list, path, limits);
        if (!reading.TryGet(out _)) throw VerbFailure.Unreadable(path, reading.Defects, "make it again: compliance cmvp import");
        var signature = File.Exists(signaturePath) ? ReadBounded(signaturePath) : null;
        var judged = CatalogSignature.Judge(signature is null ? null : (ReadOnlyMemory<byte>?)signature, list, null, now);
        if (judged.IsBroken) throw new VerbFailure(ExitCodes.UnreadableInput, $"the signature over {path} is broken: {judged.Detail}", "the list was changed after it was imported: import the dump again");
        var files = ImmutableArray.Create(new PolicyFile($"catalogs/{CmvpList.Path}", list));
        return signature is null ? files : files.Add(new PolicyFile($"catalogs/{CmvpList.SignaturePath}", signature));
    }

    /// <exception cref="VerbFailure">There is no such file, or it is too large.</exception>
    public static byte[] ReadBounded(string path)
    {
        if (!File.Exists(path)) throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no file {path}");
        return new FileInfo(path).Length <= MaxBytes ? File.ReadAllBytes(path) : throw new VerbFailure(ExitCodes.UnreadableInput, $"{path} is too large for a list of certificates");
    }
}
