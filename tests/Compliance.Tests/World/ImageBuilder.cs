using System.Text.Json.Nodes;
using Compliance.Formats;
using Compliance.Formats.Archives.Compression;

namespace Compliance.Tests.World;

/// <summary>One image manifest of a test layout.</summary>
public sealed class ImageBuilder
{
    private readonly List<(byte[] Blob, MediaType MediaType, Digest DiffId)> layers = [];
    private readonly JsonObject run = [];

    public string Os { get; private set; } = "linux";

    public string Architecture { get; private set; } = "amd64";

    public IReadOnlyList<(byte[] Blob, MediaType MediaType, Digest DiffId)> Layers => layers;

    /// <summary>Changes the configuration document before it is written.</summary>
    public Action<JsonObject> EditConfig { get; private set; } = _ => { };

    /// <summary>Changes the manifest document before it is written.</summary>
    public Action<JsonObject> EditManifest { get; private set; } = _ => { };

    public ImageBuilder Platform(string os, string architecture)
    {
        (Os, Architecture) = (os, architecture);
        return this;
    }

    public ImageBuilder User(string user) => Set("User", user);

    public ImageBuilder Entrypoint(params string[] command) => Set("Entrypoint", new JsonArray([.. command.Select(part => (JsonNode)part)]));

    public ImageBuilder Env(params string[] variables) => Set("Env", new JsonArray([.. variables.Select(variable => (JsonNode)variable)]));

    public ImageBuilder Label(string name, string value)
    {
        if (run["Labels"] is not JsonObject labels) run["Labels"] = labels = [];
        labels[name] = value;
        return this;
    }

    public ImageBuilder Layer(Action<LayerBuilder> fill, CompressionKind compression = CompressionKind.Gzip)
    {
        var layer = new LayerBuilder().Compressed(compression);
        fill(layer);
        layers.Add(layer.Build());
        return this;
    }

    public ImageBuilder WithConfig(Action<JsonObject> edit)
    {
        EditConfig += edit;
        return this;
    }

    public ImageBuilder WithManifest(Action<JsonObject> edit)
    {
        EditManifest += edit;
        return this;
    }

    public JsonObject Config()
    {
        var config = new JsonObject
        {
            ["architecture"] = Architecture,
            ["os"] = Os,
            ["config"] = run.DeepClone(),
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray([.. layers.Select(layer => (JsonNode)layer.DiffId.ToString())]) },
        };
        EditConfig(config);
        return config;
    }

    private ImageBuilder Set(string name, JsonNode value)
    {
        run[name] = value;
        return this;
    }
}
