using System.CommandLine;
using Compliance.Oci.Models;

namespace Compliance.Service.Registries;

/// <summary>The <c>--platform</c> of verbs that may take one image of an index.</summary>
internal static class PlatformOption
{
    public static Option<Platform?> Create() => new("--platform")
    {
        Description = "Of an index only the image of this platform",
        HelpName = "os/arch[/variant]",
        CustomParser = result =>
        {
            var parts = result.Tokens.Count == 1 ? result.Tokens[0].Value.Split('/') : [];
            if (parts.Length is 2 or 3 && parts.All(part => part.Length > 0)) return new Platform(parts[0], parts[1], parts.Length == 3 ? parts[2] : "");
            result.AddError("--platform is os/architecture or os/architecture/variant, such as linux/amd64");
            return null;
        },
    };
}
