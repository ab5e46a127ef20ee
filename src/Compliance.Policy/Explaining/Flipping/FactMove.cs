using Compliance.Policy.Facts.Views;

namespace Compliance.Policy.Explaining.Flipping;

/// <summary>A change that can be made to a fact table.</summary>
/// <param name="Place">Two moves of one place can't be made together: a field of a fact, a fact, a count.</param>
internal sealed record FactMove(string Place, FactChange Change, Func<FactTable, FactTable> Apply);
