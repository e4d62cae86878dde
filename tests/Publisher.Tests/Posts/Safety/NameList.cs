namespace Publisher.Tests.Posts.Safety;

/// <summary>Invented names to disguise.</summary>
internal static class NameList
{
    public static string[] All { get; } =
    [
        "Շողակաթ Պետունյան",
        "Լուսաբեր Ճաղարումյան",
        "Gülnarə Səfikürdlü",
        "Tofiq Məmmədhəsənov",
        "Əhməd Çıraqzadə",
        "ნინო წერეთაძე",
        "გიორგი ღვინაშვილი",
        "Анна Жемчугова",
        "Дмитрий Островидский",
        "Сергей Щукарёв",
        "Owen Calderwick",
        "Rachel Whitmarsh",
    ];
}
