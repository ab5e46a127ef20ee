using System.Globalization;
using System.Text;

namespace Compliance.Evidence.Packaging.Documents;

/// <summary>The files that make the unpacked package a bag (RFC 8493, BagIt 1.0), LF everywhere.</summary>
internal static class BagFiles
{
    /// <summary><c>bagit.txt</c> (section 2.1.1).</summary>
    public static ReadOnlySpan<byte> Declaration => "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"u8;

    /// <summary><c>bag-info.txt</c> (section 2.2.2).</summary>
    public static byte[] Description(string packageId, string finishedAt, string evaluatorVersion, long payloadBytes, int payloadFiles)
    {
        var text = new StringBuilder();
        text.Append("Bag-Software-Agent: compliance ").Append(evaluatorVersion).Append('\n');
        text.Append("Bagging-Date: ").Append(finishedAt.AsSpan(0, 10)).Append('\n');
        text.Append("External-Identifier: ").Append(packageId).Append('\n');
        text.Append("Payload-Oxum: ").Append(payloadBytes.ToString(CultureInfo.InvariantCulture)).Append('.').Append(payloadFiles.ToString(CultureInfo.InvariantCulture)).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>A manifest (section 2.1.3) that <c>sha256sum -c</c> takes as it is. The lines are in the order given.</summary>
    public static byte[] Manifest(IEnumerable<(string Path, string Hex)> files)
    {
        var text = new StringBuilder();
        foreach (var (path, hex) in files) text.Append(hex).Append("  ").Append(path).Append('\n');
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
