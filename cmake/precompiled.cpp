// Empty: the headers of a layer are compiled on behalf of a target, and a target has a source.
