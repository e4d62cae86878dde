namespace Publisher.Api.Conventions;

/// <summary>Carries a refusal out of model binding, where no result can be returned. Never logged as a fault.</summary>
internal sealed class RefusedException(Reply reply) : Exception
{
    public Reply Reply => reply;
}
