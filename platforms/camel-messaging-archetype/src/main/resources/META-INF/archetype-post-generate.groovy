import java.nio.file.Files
import java.nio.file.Path

// what is of the chosen runtime goes to its place, and what is of the others goes
Path project = Path.of(request.outputDirectory, request.artifactId)
Path chosen = project.resolve(request.properties.getProperty('runtime'))
chosen.toFile().eachFileRecurse { file ->
    if (file.isFile()) {
        Path target = project.resolve(chosen.relativize(file.toPath()))
        Files.createDirectories(target.parent)
        Files.move(file.toPath(), target)
    }
}
['camel-main', 'spring-boot'].each { runtime -> project.resolve(runtime).toFile().deleteDir() }
// build tools leave out files that begin with a dot
Files.move(project.resolve('gitignore'), project.resolve('.gitignore'))
