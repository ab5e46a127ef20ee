namespace Compliance.Policy.Cel.Compiling;

/// <summary>What a comprehension goes over, and how one row sets its variables.</summary>
internal readonly ref struct Rows
{
    private readonly CelList? list;
    private readonly CelMap? map;
    private readonly int slot;
    private readonly bool isPair;

    private Rows(CelList? list, CelMap? map, int slot, bool isPair) => (this.list, this.map, this.slot, this.isPair) = (list, map, slot, isPair);

    public int Count => list?.Count ?? map!.Count;

    /// <summary>Why there may be more rows; null when these are all.</summary>
    public CelUnknown? Rest => list?.Rest;

    public bool IsList => list is not null;

    /// <summary>Whether the rows are the first ones, in their order.</summary>
    public bool IsPrefix => list is null || list.IsPrefix;

    /// <summary>False with the comprehension's result when the range can't be gone over.</summary>
    public static bool TryOver(CelValue range, int slot, bool isPair, out Rows rows, out CelValue failure)
    {
        failure = range;
        rows = new Rows(range.Object as CelList, range.Object as CelMap, slot, isPair);
        if (rows.map is not null) return true;
        if (rows.list is null)
        {
            if (range.IsKnown) failure = CelValue.Error(CelErrorKind.Overload, $"no such overload: a comprehension over {range.TypeName}");
            return false;
        }

        if (!isPair || rows.list.IsPrefix) return true;

        // Indexes are variables here, and those of an unordered list are not known.
        failure = new CelValue(rows.list.Rest!);
        return false;
    }

    public void Set(Frame frame, int row)
    {
        if (list is not null)
        {
            if (isPair) frame.Locals[slot] = CelValue.Int(row);
            frame.Locals[isPair ? slot + 1 : slot] = list.Items[row];
            return;
        }

        ref readonly var entry = ref map!.Entries[row];
        frame.Locals[slot] = entry.Key;
        if (isPair) frame.Locals[slot + 1] = entry.Value;
    }

    /// <summary>The element, or the key: what <c>filter</c> keeps.</summary>
    public CelValue Element(int row) => list is not null ? list.Items[row] : map!.Entries[row].Key;

    public CelValue Key(int row) => list is not null ? CelValue.Int(row) : map!.Entries[row].Key;
}
