namespace Compliance.Policy.Cel.Compiling;

/// <summary>Gives errors their place, and turns the one that nothing may absorb into an unwinding.</summary>
internal static class Failures
{
    public static CelValue Located(CelValue error, int position)
    {
        if (error.AsError.Cause == CelErrorKind.CostLimit) throw new CostExceededException(error.AsError.Message);
        error.AsError.Locate(position);
        return error;
    }
}
