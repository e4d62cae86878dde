using Publisher.Channels;

namespace Publisher.Simulation;

/// <summary>What strikes from outside at any moment: deaths, stops, and hands on the clock.</summary>
internal sealed class Fate(World world, Process[] processes)
{
    public IEnumerator<TimeSpan> Strike()
    {
        while (world.Clock.Real < world.Weather.Storm)
        {
            yield return world.Dice.Between(1, world.Dice.Of(20, 600));
            var process = processes[world.Dice.Below(processes.Length)];
            if (world.Dice.Chance(world.Weather.Deaths * 2))
            {
                world.Kill(process);
            }
            else if (world.Dice.Chance(world.Weather.Freezes * 2))
            {
                process.FrozenUntil = world.Clock.Real + world.Dice.Between(1, 200);
            }
            else if (world.Weather.ClockSteps && world.Dice.Chance(0.6))
            {
                SetClock(TimeSpan.FromSeconds(world.Dice.Of(-3600, -30, 30, 3600)));
            }
        }
    }

    public IEnumerator<TimeSpan> FillDisk()
    {
        while (world.Weather.FillsDisk && world.Clock.Real < world.Weather.Storm)
        {
            yield return world.Dice.Between(1, world.Dice.Of(10, 60, 600));
            world.Diary.IsFull = world.Clock.Real < world.Weather.Storm;
            world.Story.Tell($"the disk is full");
            yield return world.Dice.Between(1, world.Dice.Of(30, 120, 600));
            world.Diary.IsFull = false;
            world.Story.Tell($"there is room on the disk");
        }
    }

    private void SetClock(TimeSpan by)
    {
        // Only a process that saw a key's first use knows its age when the clock is set back: to others it looks younger than it is.
        var knowsKeys = processes.Length == 1 && world.Weather.Deaths == 0;
        if (by < TimeSpan.Zero && world.Weather.Kind is ReconcileKind.NativeKey && !knowsKeys)
        {
            return;
        }

        world.Clock.Offset += by;
        world.Story.Tell($"the clock is set by {by}");
        world.Pulse();
    }
}
