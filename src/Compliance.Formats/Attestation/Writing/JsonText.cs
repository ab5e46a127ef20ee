using System.Text.Encodings.Web;
using System.Text.Json;

namespace Compliance.Formats.Attestation.Writing;

/// <summary>How documents that are signed are spelled: no white space, nothing escaped that JSON lets stand (base64 keeps its <c>+</c>).</summary>
internal static class JsonText
{
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
