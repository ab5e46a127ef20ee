namespace Compliance.Conformance.Tests.Input;

/// <summary>Packages that are none, files of the caller that are wrong, and machines that fail.</summary>
public sealed class CallerInputTests : InputTests
{
    public static TheoryData<string> Cases => CasesOf(one => one.Sample is not ("after" or "before") || one.Under.Length > 0);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Bad_input_ends_with_code_and_place(string name) => Play(name);
}
