using System.Collections.Immutable;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Sbom.CycloneDx;

/// <summary>Who made, supplied and wrote what.</summary>
internal static class CycloneDxAgents
{
    public static ImmutableArray<string> Authors(JsonValue metadata, SbomReadingContext context)
    {
        var authors = new List<string>();
        foreach (var contact in context.Maps(metadata, "authors")) authors.Add(PersonOf(contact, context));
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
        var authors = string.Join(", ", context.Maps(component, "authors").Select(contact => PersonOf(contact, context)).Where(author => author.Length > 0));
        return authors.Length > 0 ? authors : context.Text(component, "author");
    }

    /// <summary>Everybody and everything that made the document, with contacts.</summary>
    public static ImmutableArray<SbomAgent> Creators(JsonValue metadata, SbomReadingContext context)
    {
        var agents = new List<SbomAgent>();
        foreach (var person in metadata["authors"].Items) agents.Add(new SbomAgent("person", person["name"].AsText ?? person["email"].AsText ?? "", person["email"].AsText ?? ""));
        foreach (var role in (string[])["manufacturer", "manufacture", "supplier"])
        {
            if (metadata[role].IsMap) agents.Add(new SbomAgent("organization", Organization(metadata, role, context), ContactOf(metadata[role])));
        }

        var tools = metadata["tools"];
        foreach (var tool in tools.IsList ? tools.Items : tools["components"].Items.Concat(tools["services"].Items))
            agents.Add(new SbomAgent("tool", tool["name"].AsText ?? "", "", tool["version"].AsText ?? ""));
        return [.. agents.Where(agent => agent.Name.Length > 0).Distinct()];
    }

    /// <summary>Mail address or URL of whoever made a component, else of whoever supplies it.</summary>
    public static string Contact(JsonValue component)
    {
        foreach (var role in (string[])["manufacturer", "supplier"])
        {
            if (ContactOf(component[role]) is { Length: > 0 } contact) return contact;
        }

        return component["authors"].Items.Select(author => author["email"].AsText ?? "").FirstOrDefault(mail => mail.Length > 0) ?? "";
    }

    private static string ContactOf(JsonValue organization) =>
        organization["contact"].Items.Select(contact => contact["email"].AsText ?? "").FirstOrDefault(mail => mail.Length > 0)
        ?? organization["url"].Items.Select(url => url.AsText ?? "").FirstOrDefault(url => url.Length > 0) ?? "";

    private static string Organization(JsonValue element, string role, SbomReadingContext context)
    {
        var organization = element.OptionalMap(role, context.Defects, SbomCodes.WrongKind);
        if (!organization.IsMap) return "";
        var name = context.Text(organization, "name");
        return name.Length > 0 ? name : organization.OptionalTexts("url", context.Defects, SbomCodes.WrongKind).FirstOrDefault() ?? "";
    }

    private static string PersonOf(JsonValue contact, SbomReadingContext context)
    {
        var name = context.Text(contact, "name");
        return name.Length > 0 ? name : context.Text(contact, "email");
    }

    private static string Tool(JsonValue tool, SbomReadingContext context) => $"{context.Text(tool, "name")} {context.Text(tool, "version")}".Trim();
}
