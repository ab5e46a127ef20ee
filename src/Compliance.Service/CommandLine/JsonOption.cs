using System.CommandLine;

namespace Compliance.Service.CommandLine;

/// <summary>The <c>--json</c> that every verb has.</summary>
internal static class JsonOption
{
    public static Option<bool> Create() => new("--json") { Description = "Print the result as JSON" };
}
