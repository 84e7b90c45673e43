// Linked into the tests that open a window when addresses are sanitized: the graphics driver stays loaded to the end,
// so that what it keeps is found where it keeps it and is not taken for a leak.
extern "C" int dlclose(void*)
{
    return 0;
}
