using Publisher.Api.Keys;
using Scalar.AspNetCore;

namespace Publisher.Api.Hosting;

internal static class DocsEndpoints
{
    /// <summary>The description of the API, and with <c>Docs:Enabled</c> a page to read it, which loads nothing from elsewhere.</summary>
    public static void MapDocs(this WebApplication app)
    {
        app.MapOpenApi().IsOpen();
        if (app.Configuration.GetValue<bool>("Docs:Enabled"))
        {
            app.MapScalarApiReference("/docs", scalar => scalar.WithTitle("Publisher").DisableDefaultFonts()).NeedsAnyKey();
        }
    }
}
