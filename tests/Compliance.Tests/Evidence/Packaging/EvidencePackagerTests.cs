using Compliance.Evidence.Packaging;
using Compliance.Evidence.Packaging.Documents;
using Compliance.Evidence.Raw;
using Compliance.Formats.Archives.Zip;
using Compliance.Formats.Reading;
using Compliance.Tests.Evidence.Raw;

namespace Compliance.Tests.Evidence.Packaging;

public sealed class EvidencePackagerTests
{
    [Fact]
    public void Same_inputs_give_the_same_unsigned_bytes()
    {
        Assert.Equal(Unsigned(), Unsigned());

        static byte[] Unsigned()
        {
            var prepared = PackageWorld.Prepare();
            var output = new MemoryStream();
            prepared.WriteUnsigned(PackageWorld.Reports(prepared.Draft), output);
            return output.ToArray();
        }
    }

    [Fact]
    public void The_evidence_that_is_read_back_is_the_evidence_that_went_in()
    {
        var raw = RawSamples.Evidence();
        var zip = StrictZip.Read(new MemoryStream(PackageWorld.Seal(raw)), "package").Required();
        var index = new MemoryStream();
        zip.Open(zip.Find("data/evidence/index.json")!).CopyTo(index);
        var read = RawIndex.Read(index.ToArray(), path => zip.Open(zip.Find(RawPaths.Root + path)!)).Required();
        Assert.Equal(RawIndex.Write(raw), RawIndex.Write(read));
        foreach (var (before, after) in raw.Documents.Zip(read.Documents))
        {
            Assert.Equal(before.Item, after.Item);
            Assert.Equal(before.ReadAll(Limits.Default), after.ReadAll(Limits.Default));
        }
    }

    [Fact]
    public void The_id_follows_from_evidence_and_run()
    {
        var one = PackageWorld.Prepare().Draft;
        var other = PackageWorld.Prepare(RawSamples.Evidence("user:x:1000:")).Draft;
        Assert.NotEqual(one.PackageId, other.PackageId);
        Assert.NotEqual(one.EvidenceRoot, other.EvidenceRoot);
        Assert.Equal('8', one.PackageId[14]);
        Assert.Equal(one.PackageId, PackageWorld.Prepare().Draft.PackageId);
    }

    [Fact]
    public void Results_are_read_back_as_they_were_written()
    {
        var evaluation = PackageWorld.Inputs(RawSamples.Evidence()).Evaluation;
        var bytes = ResultsDocument.Write(evaluation);
        var read = ResultsDocument.Read(bytes, "results.json").Required();
        Assert.Equal(bytes, ResultsDocument.Write(read));
        Assert.Equal(evaluation.Results[0].Reasons[0].Message, read.Results[0].Reasons[0].Message);
        foreach (var mutant in Mutations.Of(bytes, Mutations.Count, 3)) _ = ResultsDocument.Read(mutant, "results.json");
    }

    [Fact]
    public void A_raw_document_that_changed_meanwhile_is_not_packed()
    {
        var raw = RawSamples.Evidence();
        var liar = new RawDocument(raw.System!.Item, () => new MemoryStream("id: y\n"u8.ToArray()));
        Assert.Throws<InvalidDataException>(() => PackageWorld.Seal(raw with { System = liar }, inputs => inputs));
    }

    [Fact]
    public void Sealing_by_another_signer_or_too_early_is_the_callers_bug()
    {
        using var other = PackageWorld.Open(PackageWorld.LookAlike);
        Assert.Throws<ArgumentException>(() => PackageWorld.Prepare().Seal([], other, PackageWorld.Finished, new MemoryStream()));
        Assert.Throws<ArgumentException>(() => PackageWorld.Seal(signedAt: PackageWorld.Finished.AddSeconds(-1)));
    }
}
