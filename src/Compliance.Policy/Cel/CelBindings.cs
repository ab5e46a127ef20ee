namespace Compliance.Policy.Cel;

/// <summary>
/// The values of an environment's variables, by slot. Fill it once and change single slots between evaluations; not for several threads at once.
/// A variable that was not given is unknown, and its name is the cause.
/// </summary>
public sealed class CelBindings
{
    public CelBindings(CelEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        Environment = environment;
        Slots = [.. environment.Variables.Select(variable => CelValue.Unknown(variable.Name))];
    }

    public CelEnvironment Environment { get; }

    internal CelValue[] Slots { get; }

    /// <param name="slot">From <see cref="CelEnvironment.SlotOf"/>.</param>
    public CelValue this[int slot]
    {
        get => Slots[slot];
        set => Slots[slot] = value;
    }

    /// <exception cref="ArgumentException">The environment does not declare the variable.</exception>
    public CelValue this[string name]
    {
        get => Slots[Slot(name)];
        set => Slots[Slot(name)] = value;
    }

    private int Slot(string name)
    {
        var slot = Environment.SlotOf(name);
        return slot >= 0 ? slot : throw new ArgumentException($"no variable '{name}' is declared", nameof(name));
    }
}
