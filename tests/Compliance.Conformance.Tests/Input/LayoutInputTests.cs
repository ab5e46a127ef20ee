namespace Compliance.Conformance.Tests.Input;

/// <summary>Layouts and archives that were damaged, or were never honest.</summary>
public sealed class LayoutInputTests : InputTests
{
    public static TheoryData<string> Cases => CasesOf(one => one.Sample is "after" or "before" && one.Under.Length == 0);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Bad_image_ends_with_code_and_place(string name) => Play(name);
}
