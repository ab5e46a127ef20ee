using System.CommandLine;
using Compliance.Oci.Models;

namespace Compliance.Service.Registries;

/// <summary>The <c>--platform</c> of verbs that may take one image of an index.</summary>
internal static class PlatformOption
{
    /// <summary>What is said of a text that is none.</summary>
    public const string Form = "--platform is os/architecture or os/architecture/variant, such as linux/amd64";

    public static Option<Platform?> Create() => new("--platform")
    {
        Description = "Of an index only the image of this platform",
        HelpName = "os/arch[/variant]",
        CustomParser = result =>
        {
            if (result.Tokens.Count == 1 && Parse(result.Tokens[0].Value) is { } platform) return platform;
            result.AddError(Form);
            return null;
        },
    };

    public static Platform? Parse(string text)
    {
        var parts = text.Split('/');
        return parts.Length is 2 or 3 && parts.All(part => part.Length > 0) ? new Platform(parts[0], parts[1], parts.Length == 3 ? parts[2] : "") : null;
    }
}
