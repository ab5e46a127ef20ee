using System.Net;
using Compliance.Cryptography.Signing;
using Compliance.Evidence.Records;
using Compliance.Formats.Reading;
using Compliance.Service.Auditing;
using Compliance.Service.Cmvp;
using Compliance.Service.CommandLine;
using Compliance.Service.Feeds;
using Compliance.Service.Findings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Compliance.Service.Http;

/// <summary>
/// The HTTP interface on loopback: health, the history, packages, and ordering an audit, which is the same code as the verb.
/// </summary>
internal sealed class ServiceHost(ServeSettings settings, CommandContext context, ISigner signer, IEvidenceStore store, Limits limits) : IDisposable
{
    private const int MaxWaiting = 8;

    private readonly SemaphoreSlim turn = new(1, 1);
    private int waiting;

    public WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = context.ProgramDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, settings.Port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = AuditOrder.MaxBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 << 10;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Limits.MaxConcurrentConnections = 100;
        });
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(20));
        var app = builder.Build();
        app.Use(GuardAsync);
        app.MapGet("/healthz", () => Results.Text("ok\n"));
        app.MapGet("/readyz", ReadyAsync);
        app.MapGet("/audits", ListAsync);
        app.MapGet("/audits/{id}", FindAsync);
        app.MapGet("/audits/{id}/package", PackageAsync);
        app.MapPost("/audits", OrderAsync);
        return app;
    }

    public void Dispose() => turn.Dispose();

    private static async Task GuardAsync(HttpContext request, RequestDelegate next)
    {
        request.Response.Headers.XContentTypeOptions = "nosniff";
        request.Response.Headers.CacheControl = "no-store";
        if (LoopbackGuard.Refuse(request) is { } reason)
        {
            await Problem.Of(StatusCodes.Status403Forbidden, reason).ExecuteAsync(request).ConfigureAwait(false);
            return;
        }

        await next(request).ConfigureAwait(false);
    }

    private async Task<IResult> ReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.ListAsync(1, cancellationToken).ConfigureAwait(false);
            return Results.Text("ready\n");
        }
        catch (IOException broken)
        {
            return Problem.Of(StatusCodes.Status503ServiceUnavailable, $"the history can't be read: {broken.Message}");
        }
    }

    private async Task<IResult> ListAsync(CancellationToken cancellationToken)
    {
        var audits = await store.ListAsync(100, cancellationToken).ConfigureAwait(false);
        return new JsonBody(StatusCodes.Status200OK, "application/json", writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("audits");
            foreach (var audit in audits) AuditJson.Write(writer, audit);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private async Task<IResult> FindAsync(string id, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } audit
            ? new JsonBody(StatusCodes.Status200OK, "application/json", writer => AuditJson.Write(writer, audit))
            : NoSuchAudit();

    private async Task<IResult> PackageAsync(string id, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } audit) return NoSuchAudit();
        return store.OpenPackage(audit.Package) is { } package
            ? Results.Stream(package, "application/vnd.etsi.asic-e+zip", $"{audit.PackageId}.asice")
            : Problem.Of(StatusCodes.Status404NotFound, "the package of this audit is no longer kept");
    }

    private async Task<IResult> OrderAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken).ConfigureAwait(false);
        var reading = AuditOrder.Read(body.ToArray(), limits);
        if (!reading.TryGet(out var order)) return Problem.Of(StatusCodes.Status400BadRequest, "the order can't be read", "", reading.Defects);
        if (order.Outside(settings.Roots).ToList() is { Count: > 0 } outside)
            return Problem.Of(StatusCodes.Status403Forbidden, "this may not be audited here", "start the service with --root <dir>; name the image, and files beside it, by their full paths", outside);

        if (Interlocked.Increment(ref waiting) > MaxWaiting)
        {
            Interlocked.Decrement(ref waiting);
            return Problem.Of(StatusCodes.Status429TooManyRequests, "too many audits wait", "try again later");
        }

        try
        {
            await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await AuditAsync(order, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                turn.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    private async Task<IResult> AuditAsync(AuditOrder order, CancellationToken cancellationToken)
    {
        try
        {
            var inputs = CallerFiles.Read(settings.TrustFolder, [], order.System, limits) with
            {
                Waivers = CallerFiles.ReadWaivers(order.Waivers, order.System, limits),
                HumanEvidence = EvidenceFolder.Read(order.Evidence, limits),
                Catalogs = CmvpFolder.Read(null, settings.DataDirectory, context.Clock.GetUtcNow(), limits),
            };
            // As the verb does: the feeds that were imported, and first detections from the record of the system, which then takes what is found.
            using var feeds = FeedFolder.Open(null, settings.DataDirectory, context.Clock, limits, cancellationToken);
            var record = inputs.System is null ? null : RecordKeeper.Open(settings.DataDirectory, limits);
            inputs = await GivenHistory.AddToAsync(inputs, record, context.Clock.GetUtcNow(), limits, cancellationToken).ConfigureAwait(false);
            var runner = new AuditRunner(Path.Combine(context.ProgramDirectory, "policies"), signer, store, context.Clock, limits);
            var audit = new AuditRequest(order.Image, order.Profile, inputs, null, _ => null) { Feeds = feeds?.Catalog, Record = record, Asset = order.Asset };
            var outcome = await Task.Run(() => runner.RunAsync(audit, SilentProgress.Instance, cancellationToken), cancellationToken).ConfigureAwait(false);
            return new Created(outcome.Record);
        }
        catch (VerbFailure failure)
        {
            return Problem.Of(StatusCodes.Status422UnprocessableEntity, failure.Message, failure.Cure, failure.Defects);
        }
        catch (IOException broken)
        {
            return Problem.Of(StatusCodes.Status500InternalServerError, broken.Message);
        }
    }

    private static IResult NoSuchAudit() => Problem.Of(StatusCodes.Status404NotFound, "there is no such audit", "GET /audits lists them");

    private sealed class Created(AuditRecord audit) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.Location = $"/audits/{audit.PackageId}";
            return new JsonBody(StatusCodes.Status201Created, "application/json", writer => AuditJson.Write(writer, audit)).ExecuteAsync(httpContext);
        }
    }
}
