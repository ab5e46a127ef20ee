using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Compliance.Policy.Cel;

/// <summary>
/// What expressions may name: variables with their types, functions, and how names are resolved. Immutable; every library of the language is in it.
/// </summary>
public sealed class CelEnvironment
{
    private readonly FrozenDictionary<string, int> slots;
    private readonly FrozenDictionary<string, CelFunction> functions;

    private CelEnvironment(ImmutableArray<CelVariable> variables, FrozenDictionary<string, CelFunction> functions, string container, CelTimeZones? timeZones)
    {
        (Variables, this.functions, Container, TimeZones) = (variables, functions, container, timeZones);
        slots = variables.Select((variable, slot) => KeyValuePair.Create(variable.Name, slot)).ToDictionary(StringComparer.Ordinal).ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The language and its extensions, no variables.</summary>
    public static CelEnvironment Standard { get; } = new([], Merge(FrozenDictionary<string, CelFunction>.Empty, Functions.Libraries.All(null)), "", null);

    public ImmutableArray<CelVariable> Variables { get; }

    /// <summary>Where relative names are looked up first, <c>a.b</c>; empty for nowhere.</summary>
    public string Container { get; }

    /// <summary>Named time zones; null for none.</summary>
    public CelTimeZones? TimeZones { get; }

    /// <summary>The slot of a variable in <see cref="CelBindings"/>, or -1.</summary>
    public int SlotOf(string variable) => slots.GetValueOrDefault(variable, -1);

    /// <exception cref="ArgumentException">A name is declared twice.</exception>
    public CelEnvironment WithVariables(params IEnumerable<CelVariable> more) => new(Variables.AddRange(more), functions, Container, TimeZones);

    /// <summary>Adds functions; overloads of a name that is already there are added to it, and those with a known id replace it.</summary>
    public CelEnvironment WithFunctions(params IEnumerable<CelFunction> more) => new(Variables, Merge(functions, more), Container, TimeZones);

    public CelEnvironment WithContainer(string container) => new(Variables, functions, container, TimeZones);

    public CelEnvironment WithTimeZones(CelTimeZones timeZones) => new(Variables, Merge(functions, Functions.Libraries.All(timeZones)), Container, timeZones);

    internal CelFunction? Function(string name) => functions.GetValueOrDefault(name);

    internal IEnumerable<string> FunctionNames => functions.Keys;

    private static FrozenDictionary<string, CelFunction> Merge(FrozenDictionary<string, CelFunction> known, IEnumerable<CelFunction> more)
    {
        var all = known.ToDictionary(StringComparer.Ordinal);
        foreach (var function in more)
        {
            var earlier = all.TryGetValue(function.Name, out var found) ? found.Overloads : [];
            var ids = function.Overloads.Select(overload => overload.Id).ToHashSet(StringComparer.Ordinal);
            all[function.Name] = function with { Overloads = [.. earlier.Where(overload => !ids.Contains(overload.Id)), .. function.Overloads] };
        }

        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
