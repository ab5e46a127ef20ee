using System.Collections.Immutable;

namespace Compliance.Policy.Facts.Schema;

/// <summary>Writes the rows of <see cref="FactSchema"/>: the accessor's result type decides the field's type, so the two can't disagree.</summary>
internal sealed class FieldListing<T>
    where T : FactValue
{
    private readonly ImmutableArray<FactField>.Builder fields = ImmutableArray.CreateBuilder<FactField>();

    public FieldListing<T> Add(string name, Func<T, string> read, string documentation) => Add(name, FactFieldType.Text, read, documentation);

    public FieldListing<T> Add(string name, Func<T, long> read, string documentation) => Add(name, FactFieldType.Number, read, documentation);

    public FieldListing<T> Add(string name, Func<T, bool> read, string documentation) => Add(name, FactFieldType.Truth, read, documentation);

    public FieldListing<T> Add(string name, Func<T, ImmutableArray<string>> read, string documentation) =>
        Add(name, FactFieldType.TextList, read, documentation);

    public FieldListing<T> Add(string name, Func<T, ImmutableArray<long>> read, string documentation) =>
        Add(name, FactFieldType.NumberList, read, documentation);

    public FieldListing<T> Add(string name, Func<T, ImmutableSortedDictionary<string, string>> read, string documentation) =>
        Add(name, FactFieldType.TextMap, read, documentation);

    public FieldListing<T> Add(string name, Func<T, Knowable<string>> read, string documentation) =>
        AddKnowable(name, FactFieldType.Text, read, documentation);

    public FieldListing<T> Add(string name, Func<T, Knowable<long>> read, string documentation) =>
        AddKnowable(name, FactFieldType.Number, read, documentation);

    public FieldListing<T> Add(string name, Func<T, Knowable<bool>> read, string documentation) =>
        AddKnowable(name, FactFieldType.Truth, read, documentation);

    public FieldListing<T> Add(string name, Func<T, Knowable<ImmutableArray<string>>> read, string documentation) =>
        AddKnowable(name, FactFieldType.TextList, read, documentation);

    public ImmutableArray<FactField> ToFields() => fields.ToImmutable();

    private FieldListing<T> Add<TValue>(string name, FactFieldType type, Func<T, TValue> read, string documentation)
        where TValue : notnull
    {
        fields.Add(new FactField(name, type, false, documentation, value => Knowable<object>.Known(read((T)value))));
        return this;
    }

    private FieldListing<T> AddKnowable<TValue>(string name, FactFieldType type, Func<T, Knowable<TValue>> read, string documentation)
        where TValue : notnull
    {
        fields.Add(new FactField(name, type, true, documentation, value =>
        {
            var knowable = read((T)value);
            return knowable.IsKnown ? Knowable<object>.Known(knowable.Value) : Knowable<object>.Unknown(knowable.Reason);
        }));
        return this;
    }
}
