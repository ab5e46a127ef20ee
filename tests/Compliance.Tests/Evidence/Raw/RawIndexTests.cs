using System.Text;
using Compliance.Evidence.Raw;
using Compliance.Formats.Reading;

namespace Compliance.Tests.Evidence.Raw;

public sealed class RawIndexTests
{
    private static readonly RawEvidence Evidence = RawSamples.Evidence();
    private static readonly byte[] Index = RawIndex.Write(Evidence);

    [Fact]
    public void What_is_read_is_what_was_written()
    {
        var read = RawIndex.Read(Index, Open).Required();
        Assert.Equal(Index, RawIndex.Write(read));
        Assert.Equal(Evidence.Documents.Select(document => document.Item), read.Documents.Select(document => document.Item));
        var (image, again) = (Evidence.Images[0], read.Images[0]);
        Assert.Equal(image.Gaps, again.Gaps);
        Assert.Equal(image.Files.Select(file => file.Item.Origin), again.Files.Select(file => file.Item.Origin));
        Assert.Equal(image.Attached[0].Blobs.Keys, again.Attached[0].Blobs.Keys);
        Assert.Equal(image.Files[0].ReadAll(Limits.Default), again.Files[0].ReadAll(Limits.Default));
    }

    [Theory]
    [InlineData("\"schema\":\"compliance/raw-evidence/v1\"", "\"schema\":\"compliance/raw-evidence/v2\"", "RAW-0001")]
    [InlineData("\"path\":\"system.yaml\"", "\"path\":\"../system.yaml\"", "RAW-0002")]
    [InlineData("\"role\":\"system\"", "\"role\":\"sistem\"", "RAW-0002")]
    [InlineData("\"system\":\"system.yaml\"", "\"system\":\"trust/trust.yaml\"", "RAW-0003")]
    [InlineData("\"trust\":[\"trust/trust.yaml\"]", "\"trust\":[\"nowhere\"]", "RAW-0003")]
    [InlineData("\"pinned\":false", "\"pinned\":null", "RAW-0004")]
    [InlineData("\"code\":\"TEST-0001\"", "\"code\":\"test\"", "RAW-0005")]
    [InlineData("\"givenSboms\":[\"sboms/app.spdx.json\"]", "\"givenSboms\":[]", "RAW-0006")]
    [InlineData("{\"documents\"", "{\"a\":1,\"documents\"", "RAW-0006")]
    public void A_contradiction_is_refused(string good, string bad, string code)
    {
        var text = Encoding.UTF8.GetString(Index);
        Assert.Contains(good, text, StringComparison.Ordinal);
        Assert.Contains(code, RawIndex.Read(Encoding.UTF8.GetBytes(text.Replace(good, bad, StringComparison.Ordinal)), Open).Defects.Select(defect => defect.Code.Text));
    }

    [Fact]
    public void Mutations_never_throw()
    {
        foreach (var mutant in Mutations.Of(Index, Mutations.Count, 11)) _ = RawIndex.Read(mutant, Open);
    }

    private static Stream Open(string path) => Evidence.Documents.Single(document => document.Item.Path == path).Open();
}
