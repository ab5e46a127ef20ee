using Compliance.Policy.Cel;
using Compliance.Policy.Expressions;
using Compliance.Policy.Facts.Schema;
using Compliance.Policy.Library;

namespace Compliance.Policy.Evaluating;

/// <summary>The values that a policy's expressions see over one fact table; the judged item is set in turn.</summary>
internal sealed class PolicyBindings
{
    private readonly int itemSlot;

    public PolicyBindings(SelectedPolicy selected, FactValues values)
    {
        var policy = selected.Policy;
        var environment = policy.Compiled.Environment;
        Cel = new CelBindings(environment);
        values.Bind(Cel);
        var type = environment.Variables[environment.SlotOf(PolicyVariables.Params)].Type.Fields!;
        Cel[PolicyVariables.Params] = CelValue.Struct(new CelStruct(type, [.. type.Fields.Select(field => FactValues.Of(selected.Parameters[field.Name]))]));
        var subject = policy.Document.Subject;
        itemSlot = subject == Documents.SubjectKind.Image ? -1 : environment.SlotOf(FactSchema.Of(PolicyVariables.KindOf(subject)).Item);
    }

    public CelBindings Cel { get; }

    /// <summary>Binds the item that is judged next.</summary>
    public void Bind(CelValue item) => Cel[itemSlot] = item;
}
