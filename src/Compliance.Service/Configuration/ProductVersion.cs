using System.Reflection;

namespace Compliance.Service.Configuration;

/// <summary>The version of this program, as the build states it.</summary>
internal static class ProductVersion
{
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
}
