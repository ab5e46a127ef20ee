namespace Compliance.Oci.Transport;

/// <summary>A server refuses for good, leads elsewhere, or sends more than is taken: to ask again is of no use.</summary>
public sealed class FetchRefusedException : IOException
{
    public FetchRefusedException()
    {
    }

    public FetchRefusedException(string message)
        : base(message)
    {
    }

    public FetchRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
