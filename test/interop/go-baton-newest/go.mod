module interop

go 1.25.2

require github.com/conductorone/baton-sdk v0.25.0
