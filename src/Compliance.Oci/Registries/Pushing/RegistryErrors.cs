using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Oci.Registries.Exchange;

namespace Compliance.Oci.Registries.Pushing;

/// <summary>What a registry says when it refuses (distribution specification 1.1, "Error Codes"): its codes only, since its words are a stranger's.</summary>
internal static class RegistryErrors
{
    private const int MaxBytes = 64 << 10;

    /// <summary><c>, CODE, CODE</c>; empty when it says nothing that can be read.</summary>
    public static async Task<string> OfAsync(RegistryClient client, HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            if (await client.Exchange.Connections.ReadAsync(response, MaxBytes, cancellation).ConfigureAwait(false) is not { } bytes || !StrictJson.Read(bytes, "errors", Limits.Default).TryGet(out var tree)) return "";
            var codes = tree.Root["errors"].Items.Take(4).Select(error => error["code"].AsText).Where(code => code is { Length: > 0 and <= 40 } && code.All(one => char.IsAsciiLetterUpper(one) || one == '_'));
            return string.Concat(codes.Select(code => $", {code}"));
        }
        catch (PassingException)
        {
            return "";
        }
    }
}
