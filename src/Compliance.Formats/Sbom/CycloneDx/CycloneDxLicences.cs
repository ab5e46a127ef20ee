using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Sbom.CycloneDx;

/// <summary>Licences: a list of licences by id or name, or (since 1.7 besides them) expressions.</summary>
internal static class CycloneDxLicences
{
    /// <summary>The licences of an element as one text, joined by AND; empty when none is stated.</summary>
    public static string Read(JsonValue element, SbomReadingContext context) => Join([.. All(element, context)], _ => true);

    /// <summary>The same apart by what they are acknowledged as, since 1.6; what does not say so is declared.</summary>
    public static (string All, string Declared, string Concluded) ReadApart(JsonValue element, SbomReadingContext context)
    {
        List<(string Text, bool IsConcluded)> all = [.. All(element, context)];
        return (Join(all, _ => true), Join(all, isConcluded => !isConcluded), Join(all, isConcluded => isConcluded));
    }

    private static string Join(List<(string Text, bool IsConcluded)> licences, Func<bool, bool> wanted) => string.Join(" AND ", licences.Where(one => wanted(one.IsConcluded)).Select(one => one.Text));

    private static IEnumerable<(string Text, bool IsConcluded)> All(JsonValue element, SbomReadingContext context)
    {
        foreach (var choice in context.Maps(element, "licenses"))
        {
            var expression = context.Text(choice, "expression");
            var licence = choice.OptionalMap("license", context.Defects, SbomCodes.WrongKind);
            if (licence.IsMap == expression.Length > 0) context.Defects.Add(SbomCodes.BadLicence, choice, "a licence is not exactly one of 'license' and 'expression'");
            var id = context.Text(licence, "id");
            var name = context.Text(licence, "name");
            if (licence.IsMap && id.Length > 0 == name.Length > 0) context.Defects.Add(SbomCodes.BadLicence, licence, "a licence has not exactly one of 'id' and 'name'");
            var text = expression.Length > 0 ? expression : id.Length > 0 ? id : name;
            if (text.Length > 0) yield return (text, choice["acknowledgement"].TextEquals("concluded") || licence["acknowledgement"].TextEquals("concluded"));
        }
    }
}
