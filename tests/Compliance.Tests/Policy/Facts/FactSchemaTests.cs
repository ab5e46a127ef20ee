using System.Reflection;
using Compliance.Policy.Documents;
using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Schema;

namespace Compliance.Tests.Policy.Facts;

public sealed class FactSchemaTests
{
    [Fact]
    public void Documentation_is_current() => GeneratedFile.IsCurrent("docs/facts.md", FactDocumentation.Markdown());

    [Fact]
    public void Every_property_of_every_fact_is_a_field()
    {
        var types = typeof(FactValue).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(FactValue))).ToList();
        Assert.Equal(Enum.GetValues<FactKind>().Length, types.Count);
        foreach (var type in types)
        {
            var kind = FactSchema.Kinds.Single(kind => kind.TypeName + "Fact" == type.Name);
            var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(property => property.Name is not ("Kind" or "EqualityContract"))
                .Select(property => char.ToLowerInvariant(property.Name[0]) + property.Name[1..]);
            Assert.Equal(properties, kind.Fields.Select(field => field.Name));
        }
    }

    [Fact]
    public void Kinds_stand_in_the_order_of_the_enumeration() =>
        Assert.Equal(Enum.GetValues<FactKind>(), FactSchema.Kinds.Select(kind => kind.Kind));
}
