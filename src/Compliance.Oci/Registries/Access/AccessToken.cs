using System.Net.Http.Headers;

namespace Compliance.Oci.Registries.Access;

/// <summary>The header that opens a registry for a while.</summary>
internal sealed record AccessToken(AuthenticationHeaderValue Header, DateTimeOffset Until)
{
    public override string ToString() => $"token until {Until:O}";
}
