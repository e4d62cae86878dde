namespace Publisher.Posts;

public enum ContentState
{
    Draft,
    InReview,
    Approved,
    Rejected,
    TakenDown,
}
