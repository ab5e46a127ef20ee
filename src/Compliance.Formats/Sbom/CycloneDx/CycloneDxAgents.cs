using System.Collections.Immutable;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Sbom.CycloneDx;

/// <summary>Who made, supplied and wrote what.</summary>
internal static class CycloneDxAgents
{
    public static ImmutableArray<string> Authors(JsonValue metadata, SbomReadingContext context)
    {
        var authors = new List<string>();
        foreach (var contact in context.Maps(metadata, "authors")) authors.Add(Contact(contact, context));
        foreach (var role in (string[])["manufacturer", "manufacture", "supplier"]) authors.Add(Organization(metadata, role, context));
        return [.. authors.Where(author => author.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Until 1.4 a list of tools, since 1.5 also an object with components and services.</summary>
    public static ImmutableArray<string> Tools(JsonValue metadata, SbomReadingContext context)
    {
        var tools = metadata["tools"];
        if (tools.IsList) return [.. context.Maps(metadata, "tools").Select(tool => Tool(tool, context)).Where(tool => tool.Length > 0)];
        if (tools.HasValue && !tools.IsMap) context.Defects.Add(SbomCodes.WrongKind, tools, "'tools' is neither a list nor an object");
        return [.. context.Maps(tools, "components").Concat(context.Maps(tools, "services")).Select(tool => Tool(tool, context)).Where(tool => tool.Length > 0)];
    }

    public static string Supplier(JsonValue component, SbomReadingContext context)
    {
        var supplier = Organization(component, "supplier", context);
        return supplier.Length > 0 ? supplier : context.Text(component, "publisher");
    }

    public static string Producer(JsonValue component, SbomReadingContext context)
    {
        var manufacturer = Organization(component, "manufacturer", context);
        if (manufacturer.Length > 0) return manufacturer;
        var authors = string.Join(", ", context.Maps(component, "authors").Select(contact => Contact(contact, context)).Where(author => author.Length > 0));
        return authors.Length > 0 ? authors : context.Text(component, "author");
    }

    private static string Organization(JsonValue element, string role, SbomReadingContext context)
    {
        var organization = element.OptionalMap(role, context.Defects, SbomCodes.WrongKind);
        if (!organization.IsMap) return "";
        var name = context.Text(organization, "name");
        return name.Length > 0 ? name : organization.OptionalTexts("url", context.Defects, SbomCodes.WrongKind).FirstOrDefault() ?? "";
    }

    private static string Contact(JsonValue contact, SbomReadingContext context)
    {
        var name = context.Text(contact, "name");
        return name.Length > 0 ? name : context.Text(contact, "email");
    }

    private static string Tool(JsonValue tool, SbomReadingContext context) => $"{context.Text(tool, "name")} {context.Text(tool, "version")}".Trim();
}
