using Compliance.Policy.Cel.Syntax;

namespace Compliance.Policy.Cel.Checking;

/// <summary>Names and selections.</summary>
internal sealed partial class Checker
{
    private static readonly Dictionary<string, CelType> TypeNames = new[]
    {
        CelType.Bool, CelType.Int, CelType.Uint, CelType.Double, CelType.String, CelType.Bytes, CelType.Null, CelType.Timestamp, CelType.Duration,
        CelType.ListOfDyn, CelType.MapOfDyn, CelType.Type, CelType.Optional(CelType.Dyn), Functions.NetworkLibrary.Ip, Functions.NetworkLibrary.Cidr,
    }.ToDictionary(type => type.Name, StringComparer.Ordinal);

    private CelType VisitName(Expr.Name name)
    {
        if (!name.IsAbsolute && FindLocal(name.Text) is var local and >= 0)
        {
            tree.References[name.Id] = new Reference.Local(local);
            tree.Paths[name.Id] = locals[local].Path;
            return locals[local].Type;
        }

        return Resolve(name, name.Text, name.IsAbsolute) ?? Fault(CelDiagnostics.Undeclared, name, Undeclared(name.Text));
    }

    private string Undeclared(string name)
    {
        if (name == "dyn" || environment.Function(name) is not null) return $"'{name}' is a function, not a value";
        var known = environment.Variables.Select(variable => variable.Name).Concat(locals.Select(local => local.Name));
        return $"no variable '{name}' is declared{NearestName.Hint(name, known)}";
    }

    private int FindLocal(string name) => locals.FindLastIndex(local => local.Name == name);

    /// <summary>A declared variable or the name of a type, looked up from the container outwards.</summary>
    private CelType? Resolve(Expr node, string name, bool isAbsolute)
    {
        foreach (var candidate in Candidates(name, isAbsolute))
        {
            if (environment.SlotOf(candidate) is var slot and >= 0)
            {
                tree.References[node.Id] = new Reference.Variable(slot);
                tree.Paths[node.Id] = candidate;
                return environment.Variables[slot].Type;
            }

            if (TypeNames.TryGetValue(candidate, out var type))
            {
                tree.References[node.Id] = new Reference.TypeName(CelValue.Type(type.Name));
                return CelType.TypeOf(type);
            }
        }

        return null;
    }

    private IEnumerable<string> Candidates(string name, bool isAbsolute)
    {
        for (var container = isAbsolute ? "" : environment.Container; container.Length > 0; container = container[..Math.Max(0, container.LastIndexOf('.'))])
        {
            yield return $"{container}.{name}";
        }

        yield return name;
    }

    private CelType VisitSelect(Expr.Select select)
    {
        if (select.Mode == SelectMode.Plain && Qualified(select, out var isAbsolute) is { } qualified && Resolve(select, qualified, isAbsolute) is { } resolved) return resolved;
        var target = unifier.Substitute(Visit(select.Operand), freeToDyn: false);
        if (tree.Paths[select.Operand.Id] is { } path) tree.Paths[select.Id] = $"{path}.{select.Field}";
        var wasOptional = target.Kind == CelTypeKind.Optional;
        var field = FieldOf(select, wasOptional ? target.Parameters[0] : target);
        if (select.Mode == SelectMode.Test) return CelType.Bool;
        return (wasOptional || select.Mode == SelectMode.Optional) && field.Kind != CelTypeKind.Error ? CelType.Optional(field) : field;
    }

    private CelType FieldOf(Expr.Select select, CelType target)
    {
        switch (target.Kind)
        {
            case CelTypeKind.Map:
                return target.Parameters[1];
            case CelTypeKind.Struct:
                var fields = target.Fields!;
                return fields.SlotOf(select.Field) is var slot and >= 0
                    ? fields.Fields[slot].Type
                    : Fault(CelDiagnostics.NoField, select, $"no field '{select.Field}' on {fields.Name}{NearestName.Hint(select.Field, fields.Fields.Select(known => known.Name))}");
            case CelTypeKind.Parameter:
                unifier.IsAssignable(CelType.Dyn, target);
                return CelType.Dyn;
            case CelTypeKind.Dyn or CelTypeKind.Error:
                return target;
            default:
                return Fault(CelDiagnostics.NoField, select, $"{Shown(target)} has no fields, so no '{select.Field}'");
        }
    }

    /// <summary>The dotted name that a chain of selections spells; null when it starts at a local variable or something else than a name.</summary>
    private string? Qualified(Expr node, out bool isAbsolute)
    {
        switch (node)
        {
            case Expr.Name name:
                isAbsolute = name.IsAbsolute;
                return name.IsAbsolute || FindLocal(name.Text) < 0 ? name.Text : null;
            case Expr.Select { Mode: SelectMode.Plain } select:
                return Qualified(select.Operand, out isAbsolute) is { } prefix ? $"{prefix}.{select.Field}" : null;
            default:
                isAbsolute = false;
                return null;
        }
    }
}
