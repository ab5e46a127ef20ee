using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Attestation;

/// <summary>An in-toto statement, version 0.1 or 1 (in-toto attestation framework, "Statement"): a claim of some type about subjects.</summary>
/// <param name="Type">As written: the URI of the version.</param>
/// <param name="Predicate">The claim; of kind Missing when the statement has none.</param>
public sealed record InTotoStatement(string Type, ImmutableArray<InTotoSubject> Subjects, string PredicateType, JsonValue Predicate)
{
    private const int MaxSubjects = 4_096;

    public const string TypeV01 = "https://in-toto.io/Statement/v0.1";

    public const string TypeV1 = "https://in-toto.io/Statement/v1";

    /// <summary>Whether a subject has this digest.</summary>
    public bool IsAbout(Digest digest) => Subjects.Any(subject => subject.Has(digest));

    public static Reading<InTotoStatement> Read(ReadOnlyMemory<byte> bytes, string document, Limits? limits = null)
    {
        var reading = StrictJson.Read(bytes, document, limits);
        return reading.TryGet(out var tree) ? Read(tree.Root, limits) : Readings.Reject<InTotoStatement>(reading.Defects);
    }

    /// <summary>Refused: another type than the two, or no predicate type. A subject that can't be matched is tolerated as a defect.</summary>
    public static Reading<InTotoStatement> Read(JsonValue root, Limits? limits = null)
    {
        var defects = new DefectCollector(limits ?? Limits.Default);
        var type = root["_type"].AsText;
        if (type is not (TypeV01 or TypeV1)) defects.Add(AttestationCodes.NotStatement, root, $"not an in-toto statement of version 0.1 or 1: '_type' is '{type}'");
        if (root["predicateType"].AsText is not { Length: > 0 } predicateType)
        {
            predicateType = "";
            defects.Add(AttestationCodes.NoPredicateType, root, "'predicateType' is missing or not a string");
        }

        if (defects.Count > 0) return Readings.Reject<InTotoStatement>(defects.ToImmutable());
        var subjects = ReadSubjects(root, defects);
        return Readings.Accept(new InTotoStatement(type!, subjects, predicateType, root["predicate"]), defects.ToImmutable());
    }

    private static ImmutableArray<InTotoSubject> ReadSubjects(JsonValue root, DefectCollector defects)
    {
        var subjects = ImmutableArray.CreateBuilder<InTotoSubject>();
        foreach (var item in root.OptionalMaps("subject", defects, AttestationCodes.WrongKind))
        {
            if (subjects.Count == MaxSubjects)
            {
                defects.Add(AttestationCodes.TooManySubjects, item, $"more than {MaxSubjects} subjects: the rest is not read");
                break;
            }

            var digests = ResourceDigests.Read(item, defects);
            if (digests.IsEmpty) defects.Add(AttestationCodes.BadDigest, item, "a subject has no digest: nothing can match it");
            var name = item.OptionalText("name", defects, AttestationCodes.WrongKind) ?? "";
            subjects.Add(new InTotoSubject(name, item.OptionalText("uri", defects, AttestationCodes.WrongKind) ?? "", digests));
        }

        if (subjects.Count == 0) defects.Add(AttestationCodes.NoSubject, root, "the statement has no subject");
        return subjects.ToImmutable();
    }
}
