namespace Compliance.Policy.Cel;

/// <summary>A map from bool, int, uint or string keys, in the order in which the entries were given. A value may be unknown.</summary>
public sealed class CelMap : CelObject
{
    private readonly Dictionary<CelMapKey, int> index;
    private readonly KeyValuePair<CelValue, CelValue>[] entries;

    private CelMap(Dictionary<CelMapKey, int> index, KeyValuePair<CelValue, CelValue>[] entries)
        : base(CelKind.Map) => (this.index, this.entries) = (index, entries);

    public static CelMap Empty { get; } = new([], []);

    public int Count => entries.Length;

    public ReadOnlySpan<KeyValuePair<CelValue, CelValue>> Entries => entries;

    /// <exception cref="ArgumentException">A key is of another kind or repeated, or a value is an error.</exception>
    public static CelMap Of(IEnumerable<KeyValuePair<CelValue, CelValue>> entries)
    {
        var made = Make([.. entries]);
        return made.Object as CelMap ?? throw new ArgumentException(made.AsError.Message, nameof(entries));
    }

    /// <exception cref="ArgumentException">A key is repeated.</exception>
    public static CelMap OfStrings(IEnumerable<KeyValuePair<string, CelValue>> entries) =>
        Of(entries.Select(entry => KeyValuePair.Create(CelValue.String(entry.Key), entry.Value)));

    /// <summary>Whether the key is there; numbers of any type find the same key.</summary>
    public bool TryGet(in CelValue key, out CelValue value)
    {
        if (CelMapKey.TryMake(key, out var canonical) && index.TryGetValue(canonical, out var at))
        {
            value = entries[at].Value;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>A map, or the error of its keys.</summary>
    internal static CelValue Make(KeyValuePair<CelValue, CelValue>[] entries)
    {
        if (entries.Length == 0) return new CelValue(Empty);
        var places = new Dictionary<CelMapKey, int>(entries.Length);
        for (var i = 0; i < entries.Length; i++)
        {
            var (key, value) = entries[i];
            if (value.Kind == CelKind.Error) return value;
            if (key.Kind is not (CelKind.Bool or CelKind.Int or CelKind.Uint or CelKind.String) || !CelMapKey.TryMake(key, out var canonical))
            {
                return CelValue.Error(CelErrorKind.InvalidArgument, $"unsupported key type: {key.TypeName}");
            }

            if (!places.TryAdd(canonical, i)) return CelValue.Error(CelErrorKind.InvalidArgument, $"repeated key: {key}");
        }

        return new CelValue(new CelMap(places, entries));
    }
}
