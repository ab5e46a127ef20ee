using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Collection;
using Compliance.Evidence.Collection.Files;
using Compliance.Evidence.Raw;
using Compliance.Formats.Packages.Files;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;
using Compliance.Tests.Policy;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Collection.Files;

/// <summary>A root file system whose packages own files, in Debian's and in apk's way, and what an audit makes of it.</summary>
internal sealed class FileWorld
{
    private static readonly byte[] Rules = File.ReadAllBytes(Path.Combine(ShippedPolicies.Root(), "policies", "catalogs", "files", "file-rules.yaml"));

    private readonly SortedDictionary<string, byte[]> files = new(StringComparer.Ordinal);
    private readonly List<(string Package, string Path, byte[] Bytes)> owned = [];
    private readonly List<(string Path, string Target)> links = [];

    public static byte[] Elf(string text) => StubElf.Write(Encoding.ASCII.GetBytes(text), [], ["libc.so.6"], "");

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    public FileWorld Owned(string package, string path, byte[] bytes)
    {
        owned.Add((package, path, bytes));
        return Put(Real(path), bytes);
    }

    public FileWorld Put(string path, byte[] bytes)
    {
        files[path] = bytes;
        return this;
    }

    public FileWorld Remove(string path)
    {
        files.Remove(path);
        return this;
    }

    public FileWorld Link(string path, string target)
    {
        links.Add((path, target));
        return this;
    }

    /// <summary>Writes status, lists and sums of all packages but the hidden ones, whose lists stay.</summary>
    public FilesFact Debian(params string[] hidden)
    {
        var status = new StringBuilder();
        Put("etc/debian_version", Text("12.1\n")).Put("etc/os-release", Text(CollectedImage.Debian));
        foreach (var package in owned.GroupBy(file => file.Package, StringComparer.Ordinal))
        {
            if (!hidden.Contains(package.Key)) status.Append($"Package: {package.Key}\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1.0-1\n\n");
            Put($"var/lib/dpkg/info/{package.Key}.list", Text("/.\n/usr\n" + string.Concat(package.Select(file => $"/{file.Path}\n"))));
            Put($"var/lib/dpkg/info/{package.Key}.md5sums", Text(string.Concat(package.Select(file => $"{Convert.ToHexStringLower(MD5.HashData(file.Bytes))}  {file.Path}\n"))));
        }

        return Put("var/lib/dpkg/status", Text(status.ToString())).Collect();
    }

    public FilesFact Apk(params string[] hidden)
    {
        var database = new StringBuilder();
        Put("etc/os-release", Text(CollectedImage.Wolfi));
        foreach (var package in owned.GroupBy(file => file.Package, StringComparer.Ordinal).Where(package => !hidden.Contains(package.Key)))
        {
            database.Append($"P:{package.Key}\nV:1.0-r0\nA:x86_64\nL:MIT\n");
            foreach (var (_, path, bytes) in package)
            {
                var slash = path.LastIndexOf('/');
                database.Append($"F:{path[..slash]}\nR:{path[(slash + 1)..]}\nZ:Q1{Convert.ToBase64String(SHA1.HashData(bytes))}\n");
            }

            database.Append('\n');
        }

        return Put("usr/lib/apk/db/installed", Text(database.ToString())).Collect();
    }

    public FilesFact Collect() => With((raw, context) =>
    {
        var facts = Assert.Single(Collectors.Collect(raw, context, [new FileCollector()]));
        return Assert.Single(facts.Facts.Select(fact => fact.Value).OfType<FilesFact>());
    });

    /// <summary>Acquires the image as it is now.</summary>
    public T With<T>(Func<RawEvidence, CollectionContext, T> use)
    {
        var layout = new LayoutBuilder();
        layout.Image(
            builder => builder.Layer(layer =>
            {
                foreach (var (path, target) in links) layer.Symlink(path, target);
                foreach (var (path, bytes) in files) layer.File(path, bytes, 0x1ED);
            }),
            tag: "app");
        using var snapshot = layout.Open("app");
        using var acquired = ImageAcquisition.Run(snapshot, AuditInputs.None, [], Limits.Default);
        var catalogs = ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty.Add(FileRules.Path, Rules);
        return use(acquired.Raw, new CollectionContext(Limits.Default, new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero), catalogs));
    }

    // Files go where the merged system has them.
    private string Real(string path) => links.Aggregate(path, (at, link) => at.StartsWith($"{link.Path}/", StringComparison.Ordinal) ? $"{link.Target}{at[link.Path.Length..]}" : at);
}
