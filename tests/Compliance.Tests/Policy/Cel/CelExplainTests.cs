using Compliance.Policy.Cel;

namespace Compliance.Tests.Policy.Cel;

public sealed class CelExplainTests
{
    [Fact]
    public void Explanation_has_the_value_at_every_node_that_was_reached()
    {
        var program = CelWorld.Compile("module.activation == 'on' || module.layer > 2");
        var explanation = program.Explain(CelWorld.Bind(("module", CelWorld.Made("a", CelValue.String("on")))));
        Assert.Equal("true", explanation.Root.Value.ToString());
        var (first, second) = (explanation.Root.Children[0], explanation.Root.Children[1]);
        Assert.Equal("module.activation == 'on'", first.Text);
        Assert.Equal(["module.activation", "'on'"], first.Children.Select(child => child.Text));
        Assert.Equal("\"on\"", first.Children[0].Value.ToString());
        Assert.False(second.IsEvaluated);
        Assert.Equal(["module.activation"], explanation.AttributesRead);
        Assert.Equal(["module.activation", "module.layer"], program.Attributes);
    }

    [Fact]
    public void Loops_keep_the_values_of_their_rows()
    {
        var modules = CelValue.List(Enumerable.Range(0, 100).Select(i => CelWorld.Made($"m{i}", layer: i)));
        var explanation = CelWorld.Compile("modules.all(m, m.layer < 90) && labels.all(k, k != '')").Explain(CelWorld.Bind(("modules", modules)));
        var predicate = explanation.Root.Children[0].Children[1];
        Assert.Equal("m.layer < 90", predicate.Text);
        Assert.Equal(91, predicate.Evaluations);
        Assert.Equal(64, predicate.Values.Length);
        Assert.Equal(["modules", "modules[].layer"], explanation.AttributesRead);
        Assert.Equal("false", Assert.IsType<CelResult.Value>(explanation.Result).Content.ToString());
    }

    [Fact]
    public void Errors_know_the_place_of_the_operation_that_failed()
    {
        var error = Assert.IsType<CelResult.Error>(CelWorld.Evaluate("1 + (2 / (x - 3)) == 4", ("x", CelValue.Int(3))));
        Assert.Equal(CelErrorKind.DivideByZero, error.Kind);
        Assert.Equal("1 + (2 ".Length, error.Position);
    }
}
