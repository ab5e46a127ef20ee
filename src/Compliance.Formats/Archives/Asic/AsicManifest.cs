using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace Compliance.Formats.Archives.Asic;

/// <summary>
/// The ASiCManifest of a container with CAdES signatures (ETSI EN 319 162-1 annex A.4): the list of digests that is signed. One reference a line,
/// SHA-256 everywhere.
/// </summary>
/// <param name="Signature">Entry name of the signature over the manifest.</param>
/// <param name="References">Ordinal order of URIs.</param>
public sealed record AsicManifest(string Signature, ImmutableArray<AsicReference> References)
{
    /// <summary>Media type of a container, the content of its first entry.</summary>
    public const string ContainerMediaType = "application/vnd.etsi.asic-e+zip";

    internal const string AsicNamespace = "http://uri.etsi.org/02918/v1.2.1#";
    internal const string SignatureNamespace = "http://www.w3.org/2000/09/xmldsig#";
    internal const string Sha256Method = "http://www.w3.org/2001/04/xmlenc#sha256";
    internal const string SignatureMediaType = "application/pkcs7-signature";
    internal const string UnnamedMediaType = "application/octet-stream";

    private static readonly SearchValues<char> MediaTypeCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789!#$^_.+-/;= ");

    /// <summary>The XML: UTF-8, LF. Same manifest, same bytes. A media type that a stranger filled with other characters becomes <c>application/octet-stream</c>.</summary>
    public byte[] ToBytes()
    {
        var xml = new StringBuilder();
        xml.Append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.Append("<asic:ASiCManifest xmlns:asic=\"").Append(AsicNamespace).Append("\" xmlns:ds=\"").Append(SignatureNamespace).Append("\">\n");
        xml.Append("<asic:SigReference URI=\"").Append(Signature).Append("\" MimeType=\"").Append(SignatureMediaType).Append("\"/>\n");
        foreach (var reference in References)
        {
            xml.Append("<asic:DataObjectReference URI=\"").Append(reference.Uri).Append("\" MimeType=\"").Append(MediaTypeOf(reference)).Append("\">");
            xml.Append("<ds:DigestMethod Algorithm=\"").Append(Sha256Method).Append("\"/>");
            xml.Append("<ds:DigestValue>").Append(Convert.ToBase64String(Convert.FromHexString(reference.Sha256.Hex))).Append("</ds:DigestValue></asic:DataObjectReference>\n");
        }

        return Encoding.ASCII.GetBytes(xml.Append("</asic:ASiCManifest>\n").ToString());
    }

    private static string MediaTypeOf(AsicReference reference) =>
        reference.MediaType.Text is { Length: > 0 and <= 200 } text && text.AsSpan().IndexOfAnyExcept(MediaTypeCharacters) < 0 ? text : UnnamedMediaType;
}
