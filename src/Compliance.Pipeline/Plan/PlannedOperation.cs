using System.Collections.Immutable;

namespace Compliance.Pipeline.Plan;

/// <summary>One step of a plan.</summary>
/// <param name="Target">What is changed: a package, a path, a variable; empty for the image.</param>
/// <param name="Detail">How, for people.</param>
/// <param name="Policies">Ids of the policies for which it is done, sorted; empty where the owner's recipe asks for it.</param>
public sealed record PlannedOperation(OperationKind Kind, string Target, string Detail, ImmutableArray<string> Policies)
{
    /// <summary>For people and documents: <c>update-package</c>, <c>set-user</c>, …</summary>
    public string Word => Kind switch
    {
        OperationKind.UpdatePackage => "update-package",
        OperationKind.UnpinPackage => "unpin-package",
        OperationKind.ReplacePackage => "replace-package",
        OperationKind.DropPackage => "drop-package",
        OperationKind.AddProvider => "add-provider",
        OperationKind.SetUser => "set-user",
        OperationKind.ClearSetuid => "clear-setuid",
        OperationKind.FixMode => "fix-mode",
        OperationKind.UnsetVariable => "unset-variable",
        OperationKind.Sign => "sign",
        OperationKind.MakeSbom => "make-sbom",
        OperationKind.Attest => "attest",
        OperationKind.Pin => "pin",
        _ => throw new InvalidOperationException($"no word for {Kind}"),
    };
}
