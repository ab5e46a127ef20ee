using System.Text;
using Compliance.Cryptography.Hashing;
using Compliance.Cryptography.Signing;
using Compliance.Formats;
using Compliance.Formats.Archives.Asic;
using Compliance.Formats.Archives.Zip;

namespace Compliance.Tests.Evidence.Packaging;

/// <summary>Takes a package apart and puts it together again, as someone would who tampers with it.</summary>
internal sealed class PackageEditor
{
    private readonly List<(string Name, ZipMethod Method, byte[] Content)> entries = [];

    public PackageEditor(byte[] package)
    {
        var zip = StrictZip.Read(new MemoryStream(package), "package").Required();
        foreach (var entry in zip.Entries)
        {
            var content = new MemoryStream();
            using (var stream = zip.Open(entry)) stream.CopyTo(content);
            entries.Add((entry.Name, entry.Method, content.ToArray()));
        }
    }

    public IEnumerable<string> Names => entries.Select(entry => entry.Name);

    public byte[] this[string name] => entries.Single(entry => entry.Name == name).Content;

    public PackageEditor Set(string name, byte[] content)
    {
        var index = entries.FindIndex(entry => entry.Name == name);
        entries[index] = entries[index] with { Content = content };
        return this;
    }

    public PackageEditor Replace(string name, string old, string text)
    {
        var before = Encoding.UTF8.GetString(this[name]);
        Assert.Contains(old, before, StringComparison.Ordinal);
        return Set(name, Encoding.UTF8.GetBytes(before.Replace(old, text, StringComparison.Ordinal)));
    }

    public PackageEditor Remove(string name)
    {
        entries.RemoveAll(entry => entry.Name == name);
        return this;
    }

    public PackageEditor Insert(int index, string name, byte[] content, ZipMethod method = ZipMethod.Store)
    {
        entries.Insert(index, (name, method, content));
        return this;
    }

    public PackageEditor Move(string name, int index)
    {
        var entry = entries.Single(candidate => candidate.Name == name);
        entries.Remove(entry);
        entries.Insert(index, entry);
        return this;
    }

    public PackageEditor Pack(string name, ZipMethod method)
    {
        var index = entries.FindIndex(entry => entry.Name == name);
        entries[index] = entries[index] with { Method = method };
        return this;
    }

    public int IndexOf(string name) => entries.FindIndex(entry => entry.Name == name);

    /// <summary>Makes every list of digests agree with the bytes again, but for package.json, and signs.</summary>
    public PackageEditor Resign(ISigner signer)
    {
        var payload = entries.Where(entry => entry.Name.StartsWith("data/", StringComparison.Ordinal)).ToArray();
        Set("manifest-sha256.txt", Lines(payload.Select(entry => (entry.Name, Digests.Sha256(entry.Content).Hex))));
        Set("manifest-sha512.txt", Lines(payload.Select(entry => (entry.Name, Convert.ToHexStringLower(Digests.Sha512(entry.Content))))));
        string[] tags = ["README-VERIFY.txt", "bag-info.txt", "bagit.txt", "manifest-sha256.txt", "manifest-sha512.txt", "mimetype", "package.json"];
        Set("tagmanifest-sha256.txt", Lines(tags.Select(tag => (tag, Digests.Sha256(this[tag]).Hex))));
        var references = entries.Where(entry => entry.Name != "mimetype" && !entry.Name.StartsWith("META-INF/", StringComparison.Ordinal))
            .Select(entry => new AsicReference(entry.Name, new MediaType("application/octet-stream"), Digests.Sha256(entry.Content))).OrderBy(reference => reference.Uri, StringComparer.Ordinal);
        return SetManifest(new AsicManifest("META-INF/signature001.p7s", [.. references]).ToBytes(), signer);
    }

    /// <summary>As <see cref="Resign"/>, with the key of these files.</summary>
    public byte[] Sign(IdentityFiles files)
    {
        using var signer = PackageWorld.Open(files);
        return Resign(signer).ToBytes();
    }

    public PackageEditor SetManifest(byte[] manifest, ISigner signer) =>
        Set("META-INF/ASiCManifest001.xml", manifest).Set("META-INF/signature001.p7s", signer.SignDetached(manifest, PackageWorld.Finished.AddSeconds(1)));

    public byte[] ToBytes()
    {
        var output = new MemoryStream();
        var zip = new ZipWriter(output);
        foreach (var (name, method, content) in entries) zip.Add(name, method, content);
        zip.Finish();
        return output.ToArray();
    }

    private static byte[] Lines(IEnumerable<(string Name, string Hex)> files) => Encoding.ASCII.GetBytes(string.Concat(files.Select(file => $"{file.Hex}  {file.Name}\n")));
}
