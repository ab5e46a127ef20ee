using System.Globalization;
using System.Text;
using Compliance.Formats.Archives.Tar;

namespace Compliance.Formats.Packages.Apk.Indexes;

/// <summary>Writes the text of an index and its unsigned archive; the same packages give the same bytes.</summary>
public static class ApkIndexWriter
{
    /// <summary>Records in the order given: fields that a package does not state are left out.</summary>
    public static string ToText(IEnumerable<ApkPackage> packages)
    {
        var text = new StringBuilder();
        foreach (var package in packages)
        {
            Field(text, 'C', package.Checksum?.ToDatabaseText() ?? "");
            Field(text, 'P', package.Name);
            Field(text, 'V', package.Version);
            Field(text, 'A', package.Architecture);
            Field(text, 'S', Number(package.PackageBytes));
            Field(text, 'I', Number(package.InstalledBytes));
            Field(text, 'T', package.Description);
            Field(text, 'U', package.Url);
            Field(text, 'L', package.Licence);
            Field(text, 'o', package.Origin);
            Field(text, 'm', package.Maintainer);
            Field(text, 't', Number(package.BuiltAt));
            Field(text, 'c', package.Commit);
            Field(text, 'D', string.Join(' ', package.Depends));
            Field(text, 'i', string.Join(' ', package.InstallIf));
            Field(text, 'p', string.Join(' ', package.Provides));
            Field(text, 'k', Number(package.ProviderPriority));
            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The tar archive of an index: <c>APKINDEX</c> and <c>DESCRIPTION</c>, uncompressed.</summary>
    public static byte[] ToTar(IEnumerable<ApkPackage> packages, string description)
    {
        using var target = new MemoryStream();
        var tar = new TarWriter(target);
        tar.Add(new TarItem("APKINDEX", TarEntryType.Regular), Encoding.UTF8.GetBytes(ToText(packages)));
        tar.Add(new TarItem("DESCRIPTION", TarEntryType.Regular), Encoding.UTF8.GetBytes(description));
        tar.Finish();
        return target.ToArray();
    }

    private static void Field(StringBuilder text, char letter, string value)
    {
        if (value.Length > 0) text.Append(letter).Append(':').Append(value.ReplaceLineEndings(" ")).Append('\n');
    }

    private static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
