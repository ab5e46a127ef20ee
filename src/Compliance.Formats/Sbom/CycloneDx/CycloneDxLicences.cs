using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Sbom.CycloneDx;

/// <summary>Licences: a list of licences by id or name, or (since 1.7 besides them) expressions.</summary>
internal static class CycloneDxLicences
{
    /// <summary>The licences of an element as one text, joined by AND; empty when none is stated.</summary>
    public static string Read(JsonValue element, SbomReadingContext context)
    {
        var licences = new List<string>();
        foreach (var choice in context.Maps(element, "licenses"))
        {
            var expression = context.Text(choice, "expression");
            var licence = choice.OptionalMap("license", context.Defects, SbomCodes.WrongKind);
            if (licence.IsMap == expression.Length > 0) context.Defects.Add(SbomCodes.BadLicence, choice, "a licence is not exactly one of 'license' and 'expression'");
            var id = context.Text(licence, "id");
            var name = context.Text(licence, "name");
            if (licence.IsMap && id.Length > 0 == name.Length > 0) context.Defects.Add(SbomCodes.BadLicence, licence, "a licence has not exactly one of 'id' and 'name'");
            var text = expression.Length > 0 ? expression : id.Length > 0 ? id : name;
            if (text.Length > 0) licences.Add(text);
        }

        return string.Join(" AND ", licences);
    }
}
