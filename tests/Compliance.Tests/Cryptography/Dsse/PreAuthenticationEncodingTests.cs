using System.Text;
using Compliance.Cryptography.Dsse;

namespace Compliance.Tests.Cryptography.Dsse;

public sealed class PreAuthenticationEncodingTests
{
    [Fact]
    public void Example_of_the_specification_is_encoded() =>
        Assert.Equal("DSSEv1 29 http://example.com/HelloWorld 11 hello world", Encoding.UTF8.GetString(PreAuthenticationEncoding.Of("http://example.com/HelloWorld", "hello world"u8)));

    [Fact]
    public void Lengths_count_bytes_not_characters() =>
        Assert.Equal("DSSEv1 2 é 0 ", Encoding.UTF8.GetString(PreAuthenticationEncoding.Of("é", [])));
}
